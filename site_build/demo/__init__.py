"""`make demo`: a made-up year of quality work, by the product's own engine. Nothing of it is in `make build`.

    people    staff codes, teams and cases
    texts     the sentences of records, in many variants, without a name
    making    finished records from answers: loaded, completed and marked as samples by the engine
    setting, judging, families, auditing   one audit: its case, what is found, what families say, its papers
    moderating, desk   what the quality team does with them
    year      one month after another, until as many records are made as were asked for
    spoiling  files that the importer has to refuse
    running   the command: files, register, reports, pages

The same seed gives the same bytes: every choice comes from a stream of its own (`people.Chance`).
"""
