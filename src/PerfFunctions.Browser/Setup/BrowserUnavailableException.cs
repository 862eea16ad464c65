namespace PerfFunctions.Browser.Setup;

/// <summary>There is no browser to audit with. The message is one sentence for the reader of a report.</summary>
public sealed class BrowserUnavailableException : Exception
{
    /// <inheritdoc />
    public BrowserUnavailableException()
    {
    }

    /// <inheritdoc />
    public BrowserUnavailableException(string message)
        : base(message)
    {
    }

    /// <inheritdoc />
    public BrowserUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
