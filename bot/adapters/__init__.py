"""The platforms people talk on, a folder or file each; none knows another."""
