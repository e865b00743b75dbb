/* The least that a curses program can do before its first frame is there. */
#include "config.h"

#include <curses.h>
#include <locale.h>
#include <stdio.h>

int main(void)
{
	int y, x;

	(void)setlocale(LC_ALL, "");
	if (!newterm(NULL, stdout, stdin))
		return 1;
	for (y = 0; y < LINES; y++)
		for (x = 0; x < COLS - 1; x++)
			(void)mvaddch(y, x, (chtype)('a' + (x + y) % 26));
	(void)mvaddstr(0, 0, "bare start");
	(void)refresh();
	(void)getch();
	(void)endwin();
	return 0;
}
