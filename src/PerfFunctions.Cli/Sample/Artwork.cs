using System.Globalization;
using System.Text;

namespace PerfFunctions.Cli.Sample;

/// <summary>Draws the shop's pictures as SVG, the same ones at each start.</summary>
internal static class Artwork
{
    private static readonly string[] Walls = ["#e9dfd0", "#d8dfd8", "#e6d3c6", "#d3d9e0"];
    private static readonly string[] Shades = ["#b4532a", "#2f5d50", "#d9a441", "#39475e"];

    /// <summary>A night sky over hills with a lit window; wide, for the top of a page.</summary>
    /// <remarks>
    /// Some hundred stars keep it above 0.05 bit per pixel: an image with less is not a candidate for the largest
    /// contentful paint.
    /// </remarks>
    public static string Hero()
    {
        StringBuilder svg = new("""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 700" preserveAspectRatio="xMidYMid slice">
            <defs><linearGradient id="s" x2="0" y2="1"><stop stop-color="#101b33"/><stop offset=".55" stop-color="#36456b"/><stop offset=".8" stop-color="#c98a62"/><stop offset="1" stop-color="#f0c48a"/></linearGradient>
            <radialGradient id="g"><stop stop-color="#ffdf9e" stop-opacity=".95"/><stop offset=".35" stop-color="#ffc463" stop-opacity=".4"/><stop offset="1" stop-color="#ffc463" stop-opacity="0"/></radialGradient></defs>
            <rect width="1600" height="700" fill="url(#s)"/>
            """);
        for (int star = 0; star < 420; star++)
        {
            // Steps by the golden ratio spread points evenly without randomness.
            double x = Fraction(star * 0.618034) * 1600;
            double y = Math.Pow(Fraction(star * 0.754878), 1.6) * 430;
            Append(svg, $"<circle cx=\"{x:0.0}\" cy=\"{y:0.0}\" r=\"{0.5 + (Fraction(star * 0.569840) * 1.3):0.00}\" fill=\"#fff\" opacity=\"{0.25 + (Fraction(star * 0.3247) * 0.7):0.00}\"/>");
        }
        Hills(svg, 470, 46, "#4b4a63");
        Hills(svg, 540, 34, "#33364d");
        svg.Append("""
            <circle cx="1080" cy="520" r="300" fill="url(#g)"/>
            <path d="M1015 470h130v118h-130z" fill="#1b2033"/><path d="M1000 474l80-62 80 62z" fill="#151a2b"/>
            <path d="M1046 500h28v34h-28zM1086 500h28v34h-28z" fill="#ffd27a"/>
            """);
        Hills(svg, 606, 22, "#1d2236");
        return svg.Append("</svg>").ToString();
    }

    /// <summary>One article on a wall, its light on.</summary>
    public static string Lamp(int id)
    {
        string wall = Walls[(id - 1) / 4 % Walls.Length];
        string shade = Shades[(id + ((id - 1) / 4)) % Shades.Length];
        string body = ((id - 1) % 4) switch
        {
            0 => $"""<path d="M200 0v120" stroke="#3a352f" stroke-width="3"/><path d="M140 214a60 78 0 0 1 120 0z" fill="{shade}"/><circle cx="200" cy="216" r="17" fill="#fff3cf"/>""",
            1 => $"""<path d="M150 120h100l34 96H116z" fill="{shade}"/><path d="M194 216h12v104h-12z" fill="#b98d5f"/><path d="M150 320h100v14H150z" rx="6" fill="#a67c50"/>""",
            2 => $"""<path d="M150 326l40-130 58-54" fill="none" stroke="{shade}" stroke-width="9" stroke-linecap="round" stroke-linejoin="round"/><path d="M236 104l64 60-76 18z" fill="{shade}"/><path d="M104 326h96v10h-96z" fill="{shade}"/><circle cx="262" cy="180" r="13" fill="#fff3cf"/>""",
            _ => $"""<path d="M155 76h90l22 92H133z" fill="{shade}"/><path d="M200 168v170M200 270l-46 70M200 270l46 70" stroke="#5a4636" stroke-width="6" stroke-linecap="round"/>""",
        };
        return $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400"><defs><radialGradient id="g"><stop stop-color="#fff2c4" stop-opacity=".95"/><stop offset="1" stop-color="#fff2c4" stop-opacity="0"/></radialGradient></defs>
            <path d="M0 0h400v400H0z" fill="{wall}"/><path d="M0 336h400v64H0z" fill="#000" opacity=".07"/>
            <circle cx="200" cy="210" r="190" fill="url(#g)"/>{body}</svg>
            """;
    }

    private static void Hills(StringBuilder svg, double height, double swing, string colour)
    {
        svg.Append("<path d=\"M0 700");
        for (int x = 0; x <= 1600; x += 20)
        {
            Append(svg, $"L{x} {height + (swing * (Math.Sin((x + (height * 3)) / 170) + (0.45 * Math.Sin((x + height) / 61)))):0.0}");
        }
        Append(svg, $"L1600 700z\" fill=\"{colour}\"/>");
    }

    private static void Append(StringBuilder svg, FormattableString text) => svg.Append(text.ToString(CultureInfo.InvariantCulture));

    private static double Fraction(double value) => value - Math.Floor(value);
}
