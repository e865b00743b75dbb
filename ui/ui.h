#ifndef UI_UI_H
#define UI_UI_H

int ui_main(int argc, char **argv);

#endif
