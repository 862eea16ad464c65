namespace PerfFunctions.Browser.Scripts;

/// <summary>Counts the pages that scripts have open in this process. Safe for use from several threads.</summary>
internal sealed class OpenPages
{
    /// <summary>How many may be.</summary>
    public const int Max = 10;

    private int _open;

    /// <summary>One is opened.</summary>
    /// <exception cref="CallRefusedException">There are too many.</exception>
    public void Take()
    {
        if (Interlocked.Increment(ref _open) > Max)
        {
            Interlocked.Decrement(ref _open);
            throw new CallRefusedException($"{Max} pages are open on this generator, which is all that it has: use fewer users in scenarios with a browser");
        }
    }

    /// <summary>One is closed.</summary>
    public void Give() => Interlocked.Decrement(ref _open);
}
