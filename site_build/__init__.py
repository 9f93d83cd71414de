"""From the YAML to the published site: set-up, checks, catalogue, engine pack, pages, serving.

`python -m site_build --help` lists the commands. Nothing here ships in the wheel.
"""
