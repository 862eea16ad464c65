using Xunit.Sdk;

namespace PerfFunctions.TestKit.Repeats;

/// <summary>Passes on all that is said of the tests that are repeated one by one, and ends the assembly once for both passes.</summary>
internal sealed class SecondPass(IMessageSink next, FirstPass first) : IMessageSink
{
    private static readonly string? ListFile = Environment.GetEnvironmentVariable("PERF_TESTS_REPEATED");

    private readonly Dictionary<string, string> _names = [];
    private int _failed;

    public bool OnMessage(IMessageSinkMessage message)
    {
        switch (message)
        {
            case ITestAssemblyStarting:
                return true;
            case ITestAssemblyFinished finished:
                _failed += finished.TestsFailed;
                return true;
            case ITestStarting starting:
                _names[starting.TestUniqueID] = starting.TestDisplayName;
                break;
            case ITestPassed passed when first.Failures.TryGetValue(passed.TestUniqueID, out ITestFailed? failure):
                List(_names[passed.TestUniqueID], failure);
                break;
        }

        return next.OnMessage(message);
    }

    /// <summary>Ends the assembly: what failed at first is counted as it ended when it was repeated.</summary>
    public void End()
    {
        if (first.Finished is { } finished)
        {
            finished.TestsFailed = _failed;
            next.OnMessage(finished);
        }
    }

    private static void List(string name, ITestFailed failure)
    {
        string text = $"""
            passed only alone: {name}
            beside others: {string.Join(Environment.NewLine, failure.Messages)}
            {failure.StackTraces.FirstOrDefault()}

            """;
        Console.Error.Write(text);
        if (ListFile is not null)
        {
            File.AppendAllText(ListFile, text);
        }
    }
}
