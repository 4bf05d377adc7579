"""Building the site again and again: what must be made is made, what stands is left alone."""
