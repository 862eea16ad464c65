using StbImageSharp;

namespace PerfFunctions.Browser.Recording.Visual;

/// <summary>How often a picture has each level of red, green and blue, as shares of its pixels.</summary>
internal sealed class ColourHistogram
{
    private const int Channels = 3;
    private const int Levels = 256;

    private readonly double[] _shares;

    private ColourHistogram(double[] shares) => _shares = shares;

    /// <summary>Of a page on which nothing is painted.</summary>
    public static ColourHistogram White { get; } = new(
        [.. Enumerable.Range(0, Channels * Levels).Select(place => place % Levels == Levels - 1 ? 1.0 : 0.0)]);

    /// <summary>Of a picture.</summary>
    public static ColourHistogram Of(byte[] jpeg)
    {
        byte[] pixels = ImageResult.FromMemory(jpeg, ColorComponents.RedGreenBlue).Data;
        double[] shares = new double[Channels * Levels];
        double one = (double)Channels / pixels.Length;
        for (int i = 0; i < pixels.Length; i++)
        {
            shares[(i % Channels * Levels) + pixels[i]] += one;
        }
        return new(shares);
    }

    /// <summary>
    /// How far a picture has come from the first to the last, 0 to 1: of all that the last has more or less of than the first,
    /// the part that it has already gained or lost. Null when first and last do not differ.
    /// </summary>
    public double? Progress(ColourHistogram first, ColourHistogram last)
    {
        (double done, double all) = (0, 0);
        for (int i = 0; i < _shares.Length; i++)
        {
            double change = last._shares[i] - first._shares[i];
            all += Math.Abs(change);
            done += Math.Clamp((_shares[i] - first._shares[i]) * Math.Sign(change), 0, Math.Abs(change));
        }
        return all > 0 ? done / all : null;
    }
}
