"""The main window, the dialogs and the tray icon."""
