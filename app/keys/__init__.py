"""Global shortcuts: keys that work while another program is in front."""
