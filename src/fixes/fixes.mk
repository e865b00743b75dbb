noinst_LIBRARIES += libfixes.a
libfixes_a_SOURCES = \
	src/fixes/add_go_to_path.c \
	src/fixes/add_gobin_to_path.c \
	src/fixes/align_go_version.c \
	src/fixes/beside.c src/fixes/beside.h \
	src/fixes/edit_dockerfile.c \
	src/fixes/edit_dockerignore.c \
	src/fixes/edit_replace.c \
	src/fixes/edit_shell_rc.c \
	src/fixes/edit_workflow.c \
	src/fixes/envvar.c src/fixes/envvar.h \
	src/fixes/fidelity.c src/fixes/fidelity.h \
	src/fixes/first_module.c \
	src/fixes/fix.c src/fixes/fix.h \
	src/fixes/gopathmend.c src/fixes/gopathmend.h \
	src/fixes/gopathpins.c src/fixes/gopathpins.h \
	src/fixes/gowords.c src/fixes/gowords.h \
	src/fixes/gowork_off.c \
	src/fixes/handover.c src/fixes/handover.h \
	src/fixes/ignorerules.c src/fixes/ignorerules.h \
	src/fixes/importfix.c src/fixes/importfix.h \
	src/fixes/install_go.c \
	src/fixes/holdback.c src/fixes/holdback.h \
	src/fixes/holdsearch.c src/fixes/holdsearch.h \
	src/fixes/leftbehind.c src/fixes/leftbehind.h \
	src/fixes/legacypins.c src/fixes/legacypins.h \
	src/fixes/legacyrules.c src/fixes/legacyrules.h \
	src/fixes/linkvars.c src/fixes/linkvars.h \
	src/fixes/merge_gosum.c \
	src/fixes/migrate_on.c \
	src/fixes/migrate_to_module.c \
	src/fixes/migration.c src/fixes/migration.h \
	src/fixes/modlist.c src/fixes/modlist.h \
	src/fixes/oldnames.c src/fixes/oldnames.h \
	src/fixes/pinreport.c src/fixes/pinreport.h \
	src/fixes/preview.c src/fixes/preview.h \
	src/fixes/regenerate_vendor.c \
	src/fixes/registry.c \
	src/fixes/relocate_around.c \
	src/fixes/relocate_inside.c \
	src/fixes/relocate_project.c \
	src/fixes/relocate_to.c \
	src/fixes/renames.c src/fixes/renames.h \
	src/fixes/reorder_path.c \
	src/fixes/rewrite_imports.c \
	src/fixes/safe_directory.c \
	src/fixes/script.c src/fixes/script.h \
	src/fixes/set_env.c \
	src/fixes/set_go_line.c \
	src/fixes/set_goprivate.c \
	src/fixes/set_gotoolchain.c \
	src/fixes/shell.c src/fixes/shell.h \
	src/fixes/siblings.c src/fixes/siblings.h \
	src/fixes/stagego.c src/fixes/stagego.h \
	src/fixes/lostpins.c src/fixes/lostpins.h \
	src/fixes/nestedpins.c src/fixes/nestedpins.h \
	src/fixes/stagefiles.c src/fixes/stagefiles.h \
	src/fixes/theirlocks.c src/fixes/theirlocks.h \
	src/fixes/tidy.c \
	src/fixes/track_files.c \
	src/fixes/unignore_vendor.c \
	src/fixes/unpinned.c src/fixes/unpinned.h \
	src/fixes/unset_env.c \
	src/fixes/use_in_workspace.c \
	src/fixes/vendoring.c src/fixes/vendoring.h \
	src/fixes/rulepins.c src/fixes/rulepins.h \
	src/fixes/vendorpatch.c src/fixes/vendorpatch.h \
	src/fixes/vendorpins.c src/fixes/vendorpins.h \
	src/fixes/vendortree.c src/fixes/vendortree.h \
	src/fixes/relocate.h
