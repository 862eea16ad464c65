// They wait for servers and timers far more than they work; those that measure run afterwards, one after another.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
