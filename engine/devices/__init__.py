"""Sound in and out: microphones, loudspeakers and files, behind two small protocols."""
