# Outliers only: a function of more than 250 lines wants a second look.
awk 'FNR == 1 { open = 0 }
	/^[a-z].*\)$/ || /^\t.*\)$/ { head = FNR }
	/^{$/ { start = FNR; open = 1; next }
	/^}$/ && open { open = 0; if (FNR - start > 250) { print FILENAME ":" start ": a function of " FNR - start " lines"; bad = 1 } }
	END { exit bad }' src/*/*.c ui/*.c
