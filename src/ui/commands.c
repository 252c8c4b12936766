/* SPDX-License-Identifier: MIT */
#include <config.h>

#include "ui/state.h"

/* clang-format off */
static const CommandFn handlers[N_COMMANDS] = {
	[CMD_DOWN] = do_move,
	[CMD_UP] = do_move,
	[CMD_PAGE_DOWN] = do_move,
	[CMD_PAGE_UP] = do_move,
	[CMD_HALF_PAGE_DOWN] = do_move,
	[CMD_HALF_PAGE_UP] = do_move,
	[CMD_TOP] = do_move,
	[CMD_BOTTOM] = do_move,
	[CMD_SCROLL_DOWN] = do_move,
	[CMD_SCROLL_UP] = do_move,
	[CMD_SCROLL_LEFT] = do_move,
	[CMD_SCROLL_RIGHT] = do_move,
	[CMD_READ_ON] = do_read_on,
	[CMD_NEXT_ARTICLE] = do_article,
	[CMD_PREV_ARTICLE] = do_article,
	[CMD_NEXT_UNREAD] = do_unread,
	[CMD_PREV_UNREAD] = do_unread,
	[CMD_NEXT_FEED] = do_feed,
	[CMD_PREV_FEED] = do_feed,
	[CMD_NEXT_UNREAD_FEED] = do_feed,
	[CMD_PREV_UNREAD_FEED] = do_feed,
	[CMD_NEXT_HEADING] = do_heading,
	[CMD_PREV_HEADING] = do_heading,
	[CMD_OUTLINE] = do_outline,
	[CMD_HISTORY_BACK] = do_history,
	[CMD_HISTORY_FORWARD] = do_history,
	[CMD_FOCUS_OUT] = do_focus_out,
	[CMD_FOCUS_IN] = do_focus_in,
	[CMD_NEXT_PANE] = do_next_pane,
	[CMD_PREV_PANE] = do_next_pane,
	[CMD_FOCUS] = do_focus,
	[CMD_OPEN] = do_open,
	[CMD_BACK] = do_back,
	[CMD_QUIT] = do_effect,
	[CMD_ZOOM] = do_zoom,
	[CMD_LAYOUT] = do_layout,
	[CMD_PANE_WIDER] = do_pane_size,
	[CMD_PANE_NARROWER] = do_pane_size,
	[CMD_PANE_EQUAL] = do_pane_size,
	[CMD_TOGGLE_GROUP] = do_toggle_group,
	[CMD_MENU] = do_menu,
	[CMD_OPEN_BROWSER] = do_open_browser,
	[CMD_OPEN_BROWSER_NEXT] = do_open_browser,
	[CMD_OPEN_WITH] = do_open_with,
	[CMD_OPEN_LINK] = do_open_link,
	[CMD_OPEN_HERE] = do_open_here,
	[CMD_HINTS] = do_hints,
	[CMD_HINTS_COPY] = do_hints,
	[CMD_LINKS] = do_links,
	[CMD_NEXT_LINK] = do_link,
	[CMD_PREV_LINK] = do_link,
	[CMD_MOST_LINKED] = do_most_linked,
	[CMD_COPY] = do_copy,
	[CMD_COPY_MARKDOWN] = do_copy,
	[CMD_COPY_TEXT] = do_copy_text,
	[CMD_QR] = do_qr,
	[CMD_ENCLOSURES] = do_enclosures,
	[CMD_COMMENTS] = do_comments,
	[CMD_OPEN_SITE] = do_open_site,
	[CMD_FULL_TEXT] = do_full_text,
	[CMD_SOURCE] = do_source,
	[CMD_SAVE] = do_save,
	[CMD_PIPE] = do_pipe,
	[CMD_INFO] = do_info,
	[CMD_SEARCH] = do_search,
	[CMD_SEARCH_NEXT] = do_search_next,
	[CMD_SEARCH_PREV] = do_search_next,
	[CMD_FILTER] = do_filter,
	[CMD_CLEAR] = do_clear,
	[CMD_SAVE_SEARCH] = do_save_search,
	[CMD_DELETE_SEARCH] = do_delete_search,
	[CMD_SORT] = do_sort,
	[CMD_SHOW_READ] = do_show_read,
	[CMD_DONE] = do_done,
	[CMD_TOGGLE_READ] = do_toggle,
	[CMD_TOGGLE_STAR] = do_toggle,
	[CMD_LABEL] = do_label,
	[CMD_MARK_FEED_READ] = do_mark_read,
	[CMD_MARK_ALL_READ] = do_mark_read,
	[CMD_MARK_ABOVE_READ] = do_mark_part,
	[CMD_MARK_BELOW_READ] = do_mark_part,
	[CMD_DELETE] = do_delete,
	[CMD_SELECT] = do_select,
	[CMD_SELECT_ALL] = do_select_all,
	[CMD_APPLY] = do_apply,
	[CMD_UNDO] = do_undo,
	[CMD_REDO] = do_redo,
	[CMD_REFRESH] = do_refresh,
	[CMD_REFRESH_ALL] = do_refresh,
	[CMD_REFRESH_STOP] = do_refresh_stop,
	[CMD_ERRORS] = do_errors,
	[CMD_ADD] = do_add,
	[CMD_UNSUBSCRIBE] = do_unsubscribe,
	[CMD_RENAME] = do_rename,
	[CMD_MOVE] = do_move_feed,
	[CMD_EDIT_SUBSCRIPTIONS] = do_effect,
	[CMD_IMPORT] = do_import,
	[CMD_COMMAND_LINE] = do_command_line,
	[CMD_HELP] = do_help,
	[CMD_MESSAGES] = do_messages,
	[CMD_REDRAW] = do_effect,
	[CMD_SUSPEND] = do_effect,
	[CMD_SHELL] = do_shell,
	[CMD_EDIT_CONFIG] = do_effect,
	[CMD_RELOAD] = do_effect,
	[CMD_EDIT_ACCEPT] = do_edit,
	[CMD_EDIT_CANCEL] = do_edit,
	[CMD_EDIT_COMPLETE] = do_edit,
	[CMD_EDIT_COMPLETE_BACK] = do_edit,
	[CMD_EDIT_OLDER] = do_edit,
	[CMD_EDIT_NEWER] = do_edit,
	[CMD_EDIT_LEFT] = do_edit,
	[CMD_EDIT_RIGHT] = do_edit,
	[CMD_EDIT_WORD_LEFT] = do_edit,
	[CMD_EDIT_WORD_RIGHT] = do_edit,
	[CMD_EDIT_START] = do_edit,
	[CMD_EDIT_END] = do_edit,
	[CMD_EDIT_BACKSPACE] = do_edit,
	[CMD_EDIT_DELETE] = do_edit,
	[CMD_EDIT_KILL_WORD] = do_edit,
	[CMD_EDIT_KILL_WORD_RIGHT] = do_edit,
	[CMD_EDIT_KILL_START] = do_edit,
	[CMD_EDIT_KILL_END] = do_edit,
	[CMD_EDIT_YANK] = do_edit,
	[CMD_EDIT_TRANSPOSE] = do_edit,
};

/* Commands that only ask the program for something. */
static const struct {
	CommandId command;
	UiEffectType effect;
} effects[] = {
	{ CMD_QUIT, UI_QUIT },
	{ CMD_REDRAW, UI_REDRAW },
	{ CMD_SUSPEND, UI_SUSPEND },
	{ CMD_RELOAD, UI_RELOAD },
	{ CMD_EDIT_CONFIG, UI_EDIT_CONFIG },
	{ CMD_EDIT_SUBSCRIPTIONS, UI_EDIT_SUBSCRIPTIONS },
};
/* clang-format on */

CommandFn
command_handler(CommandId id)
{
	return handlers[id];
}

void
do_effect(Ui *ui, const Command *c)
{
	for (guint i = 0; i < G_N_ELEMENTS(effects); i++)
		if (effects[i].command == c->id)
			ui_effect(ui, effects[i].effect);
}

void
do_edit(Ui *ui, const Command *c)
{
	prompt_command(ui, c->id);
}
