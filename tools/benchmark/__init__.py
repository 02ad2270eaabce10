"""How fast BIQ is, as ratios that hold on any machine: each thing is measured beside a plain one.

What is compared runs in one go and in turn (A, B, A, B …), under the server of production, on
databases made for it. `measuring.py` tells the order of events, `targets.py` what is to be reached.
The plain views that stand on the other side (`reference.py`) exist only under `settings.py` here.
"""
