"""Parts every room may use: bridge, tasks, messages, crash, actions, icons, theme, lamp."""
