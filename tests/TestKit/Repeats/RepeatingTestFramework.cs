using System.Reflection;
using Xunit.Sdk;
using Xunit.v3;

namespace PerfFunctions.TestKit.Repeats;

/// <summary>
/// Runs every test beside others, and those that failed once more alone. Only what fails alone, too, is a failure: tests
/// with real browsers, sockets and services share two cores with other test projects, and a test that is starved there says
/// nothing of the product.
/// </summary>
/// <remarks>
/// What passed only alone is written, with its first failure, to the standard error stream and to the file that
/// <c>PERF_TESTS_REPEATED</c> names; <c>.ci/run</c> lists it. It is a fault of the test, to be mended.
/// </remarks>
public sealed class RepeatingTestFramework : XunitTestFramework
{
    private readonly string? _configFileName;

    /// <summary>Used by the runner.</summary>
    public RepeatingTestFramework()
    {
    }

    /// <summary>Used by the runner where the assembly has a configuration file.</summary>
    public RepeatingTestFramework(string? configFileName) : base(configFileName) => _configFileName = configFileName;

    /// <inheritdoc />
    protected override ITestFrameworkExecutor CreateExecutor(Assembly assembly) =>
        new Executor(new XunitTestAssembly(assembly, _configFileName, null, null, null, null, assembly.GetName().Version));

    private sealed class Executor(IXunitTestAssembly testAssembly) : XunitTestFrameworkExecutor(testAssembly)
    {
        public override async ValueTask RunTestCases(
            IReadOnlyCollection<IXunitTestCase> testCases,
            IMessageSink executionMessageSink,
            ITestFrameworkExecutionOptions executionOptions,
            CancellationToken cancellationToken)
        {
            FirstPass first = new(executionMessageSink);
            await base.RunTestCases(testCases, first, executionOptions, cancellationToken);

            HashSet<string> failed = [.. first.Failures.Values.Select(failure => failure.TestCaseUniqueID)];
            SecondPass second = new(executionMessageSink, first);
            foreach (IXunitTestCase test in testCases.Where(test => failed.Contains(test.UniqueID)))
            {
                await base.RunTestCases([test], second, executionOptions, cancellationToken);
            }

            second.End();
        }
    }
}
