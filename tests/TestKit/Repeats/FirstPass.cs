using System.Collections.Concurrent;
using Xunit.Sdk;
using Xunit.v3;

namespace PerfFunctions.TestKit.Repeats;

/// <summary>Passes on all that is said of the first run of the tests, save its failures and its end.</summary>
internal sealed class FirstPass(IMessageSink next) : IMessageSink
{
    /// <summary>What failed, by the test's id.</summary>
    public ConcurrentDictionary<string, ITestFailed> Failures { get; } = [];

    public TestAssemblyFinished? Finished { get; private set; }

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestFailed failed:
                Failures.TryAdd(failed.TestUniqueID, failed);
                return true;
            case TestAssemblyFinished finished:
                Finished = finished;
                return true;
            default:
                return next.OnMessage(message);
        }
    }
}
