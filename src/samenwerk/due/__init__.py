"""What is due: the days by which somebody must do something, from the files and from the law."""
