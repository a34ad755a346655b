"""The texts that models are given, one file each, with a version in its front matter."""
