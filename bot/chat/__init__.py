"""What every chat platform needs and none owns: when to speak, whose turn it is, who may ask."""
