"""The site on this machine while it is worked on: served, built again at every change, and laid beside its sources."""
