command -v codespell >/dev/null || { echo "no codespell"; exit 77; }
codespell -q 3 -L 'ans,flate,fo,te,nd,ba,inout,vai,mis,mot,outgoing,hda,ue,uint,unx,crate,creat,unparseable' README.md CONTRIBUTING.md docs src ui dev
