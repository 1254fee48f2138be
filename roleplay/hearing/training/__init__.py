"""How the weights are made. Needs the `train` extra (PyTorch and the published encoder); users need neither."""
