using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;

namespace PerfFunctions.Engine.Text;

/// <summary>
/// A regular expression that is safe to run on what a stranger answers: without backtracking a match takes time in
/// proportion to the text and to the pattern written out, so the second is limited when a plan is read, and the match in time.
/// </summary>
public static class SearchPattern
{
    /// <summary>Most places of a pattern when its counted repeats are written out: <c>(ab){3}</c> has six.</summary>
    public const int MaxPlaces = 1_000;

    /// <summary>What a problem names as right.</summary>
    public const string Allowed =
        "a regular expression without look-around, backreferences and atomic groups, with at most 1000 positions when its repeats are expanded";

    /// <summary>Longest search of one text: a loop stands still for it.</summary>
    public static readonly TimeSpan MatchLimit = TimeSpan.FromMilliseconds(250);

    // To make one takes milliseconds and up to a megabyte, and a plan is read once for itself, once for each of its profiles, and
    // again by each shard.
    private const int MaxCompiled = 64;

    private static readonly ConcurrentDictionary<string, Regex> Compiled = new();

    /// <summary>What is wrong with a pattern; null when nothing is.</summary>
    public static string? MistakeIn(string pattern)
    {
        try
        {
            // Compiled as the shards will.
            _ = Compile(pattern);
            return null;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return $"this is not a usable regular expression: {e.Message.TrimEnd('.')}";
        }
    }

    /// <summary>Makes a pattern ready, or gives the one that was made for the same text.</summary>
    /// <exception cref="ArgumentException">It is not a regular expression.</exception>
    /// <exception cref="NotSupportedException">It asks for what takes more than linear time, or is too large.</exception>
    public static Regex Compile(string pattern)
    {
        if (Compiled.Count >= MaxCompiled)
        {
            Compiled.Clear();
        }

        return Compiled.GetOrAdd(pattern, Make);
    }

    private static Regex Make(string pattern)
    {
        PatternPositions counted = new(pattern);
        long places = counted.Count();
        if (counted.HasFreeSpacing)
        {
            throw new NotSupportedException("the option x (whitespace and comments) is not supported");
        }

        return places <= MaxPlaces
            ? new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, MatchLimit)
            : throw new NotSupportedException(string.Create(
                CultureInfo.InvariantCulture, $"expanded, its repeats have {places} positions, more than {MaxPlaces}"));
    }
}
