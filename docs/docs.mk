# docs
dist_man_MANS += docs/gomend.1
EXTRA_DIST += docs/myths.md
EXTRA_DIST += docs/checks docs/fixes
EXTRA_DIST += docs/keys.md
EXTRA_DIST += docs/go-facts.md
EXTRA_DIST += docs/corpus.md docs/migrations.md tests/real
