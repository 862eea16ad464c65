namespace PerfFunctions.Engine.Plans.Fields;

/// <summary>A text that stands in a file beside the plan.</summary>
/// <param name="Path">Path of the file.</param>
/// <param name="Text">The text.</param>
/// <param name="Line">The line that is looked at, from 1; 0 for the file as a whole.</param>
internal sealed record FileText(string Path, string Text, int Line = 0)
{
    /// <summary>Begins a sentence about it.</summary>
    public string Place => Line == 0 ? $"in '{Path}': " : $"in '{Path}': line {Line}: ";

    /// <summary>The line that a character stands on.</summary>
    /// <param name="index">Place of the character, from 0.</param>
    public FileText AtIndex(int index) => this with { Line = 1 + Text.AsSpan(0, Math.Clamp(index, 0, Text.Length)).Count('\n') };

    /// <summary>The first line with a text that is a part of it.</summary>
    public FileText At(string part) => AtIndex(Text.IndexOf(part, StringComparison.Ordinal));
}
