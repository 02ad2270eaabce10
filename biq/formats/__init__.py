"""Where a language writes dates otherwise than Django has it."""
