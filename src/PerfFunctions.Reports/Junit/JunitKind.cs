namespace PerfFunctions.Reports.Junit;

/// <summary>How a test case ends.</summary>
internal enum JunitKind
{
    Passed,
    Skipped,
    Failure,
    Error,
}
