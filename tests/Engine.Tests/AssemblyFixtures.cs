
// Many wait for a server of theirs while others work.
[assembly: Xunit.v3.Parallelization(MaxThreads = 4)]
