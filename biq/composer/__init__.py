"""Leaders and staff compose the blocks of a course: one code, under the addresses of both faces."""
