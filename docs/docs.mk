# docs
dist_man_MANS += docs/gomend.1
