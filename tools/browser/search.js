// The theme fetches the index of the search, a megabyte, on every page and takes it all in. Here that request
// waits until someone turns to the search: most visits read one page, often on a phone. Runs before the theme.

{
  const { open, send } = XMLHttpRequest.prototype;
  const requests = new WeakSet();
  const isWanted = new Promise((wanted) => {
    if (/[?&][hq]=/.test(location.search)) wanted(); // a result was followed (its words are marked), or a search
    const turned = (event) => event.target.closest?.(".md-search, .qa-open-search") && wanted();
    for (const kind of ["focusin", "pointerover"]) document.addEventListener(kind, turned);
  });

  XMLHttpRequest.prototype.open = function (method, address, ...more) {
    if (String(address).endsWith("/search/search_index.json")) requests.add(this);
    return open.call(this, method, address, ...more);
  };

  XMLHttpRequest.prototype.send = function (body) {
    if (requests.has(this)) isWanted.then(() => send.call(this, body));
    else send.call(this, body);
  };
}
