using System.Text;
using PerfFunctions.Load.Http2;

namespace PerfFunctions.Load.Tests.Http2;

/// <summary>The code of texts in header blocks, by the examples of RFC 7541 appendix C.</summary>
public sealed class HuffmanCodeTests
{
    [Theory]
    [InlineData("f1e3c2e5f23a6ba0ab90f4ff", "www.example.com")]
    [InlineData("a8eb10649cbf", "no-cache")]
    [InlineData("25a849e95ba97d7f", "custom-key")]
    [InlineData("6402", "302")]
    [InlineData("aec3771a4b", "private")]
    [InlineData("d07abe941054d444a8200595040b8166e082a62d1bff", "Mon, 21 Oct 2013 20:13:21 GMT")]
    [InlineData("9d29ad171863c78f0b97c8e9ae82ae43d3", "https://www.example.com")]
    [InlineData("", "")]
    public void A_code_is_the_text_that_it_stands_for(string coded, string text) => Assert.Equal(text, Decode(coded));

    [Fact]
    public void Long_codes_stand_for_rare_bytes() => Assert.Equal("\u00ff\n", Decode("fffffbbffffffc"));

    [Theory]
    [InlineData("f1e3c2e5f23a6ba0ab90f4")]
    [InlineData("ffffffff")]
    [InlineData("00fe")]
    [InlineData("1fff")]
    [InlineData("10")]
    public void What_does_not_end_with_the_padding_of_a_byte_is_no_text(string coded) => Assert.Null(Decode(coded));

    private static string? Decode(string coded)
    {
        byte[] bytes = Convert.FromHexString(coded);
        byte[] text = new byte[HuffmanCode.MaxLength(bytes.Length)];
        int length = HuffmanCode.Decode(bytes, text);
        return length < 0 ? null : Encoding.Latin1.GetString(text, 0, length);
    }
}
