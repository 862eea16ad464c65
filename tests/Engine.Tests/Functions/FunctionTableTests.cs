using System.Security.Cryptography;
using PerfFunctions.Engine.Expressions;
using PerfFunctions.Engine.Functions;
using PerfFunctions.Engine.Tests.Expressions;
using PerfFunctions.Engine.Values;

namespace PerfFunctions.Engine.Tests.Functions;

public class FunctionTableTests
{
    private static readonly SampleValues Sample = new() { ["ids"] = """["a", 7, "c"]""", ["page"] = "<b>one</b><b>two</b>" };

    [Theory]
    [InlineData("json(ids)", """["a", 7, "c"]""")]
    [InlineData("number(' 5.10')", "5.10")]
    [InlineData("fromBase64('w6Q/JmI+')", "ä?&b>")]
    [InlineData("fromBase64('w6Q_JmI-')", "ä?&b>")]
    [InlineData("fromBase64(base64url('ab'))", "ab")]
    [InlineData("md5('a')", "0cc175b9c0f1b6a831c399e269772661")]
    [InlineData("sha1('abc')", "a9993e364706816aba3e25717850c26c9cd0d89d")]
    [InlineData("lower('ÄB') + 1", null)]
    [InlineData("upper(trim(' ab '))", "AB")]
    [InlineData("replace('a-b-c', '-', '')", "abc")]
    [InlineData("between(page, '<b>', '</b>')", "one")]
    [InlineData("between(page, '<i>', '</i>')", "null")]
    [InlineData("pad(7, 5)", "00007")]
    [InlineData("pad('abc', 5, '_')", "__abc")]
    [InlineData("split(jwt('{\"a\":1}', 'k', 'HS256', '{\"kid\":\"1\",\"typ\":\"at+jwt\"}'), '.')[0]", "eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0XHUwMDJCand0Iiwia2lkIjoiMSJ9")]
    [InlineData("round(2.5)", "3")]
    [InlineData("round(1.005 * 100, 1)", "100.5")]
    [InlineData("min(3, 2) + max(3, 2)", "5")]
    [InlineData("range(2, 4)", "[2,3,4]")]
    [InlineData("range(1, 0)", "[]")]
    [InlineData("list(1, 'a', null)", """[1,"a",null]""")]
    [InlineData("length(ids) + length('abc') + length(null)", "6")]
    [InlineData("split('a,b', ',')[1]", "b")]
    [InlineData("join(ids, '-')", "a-7-c")]
    [InlineData("randomItem(ids)", "a")]
    [InlineData("iteration() * 10 + user()", "73")]
    [InlineData("now('unix') + 60", "1741069875")]
    public void A_function_has_a_value(string text, string? expected)
    {
        Assert.True(ExpressionParser.TryParse(text, out Expression? expression, out ExpressionProblem? problem), problem?.Message);
        if (expected is null)
        {
            Assert.Throws<EvaluationException>(() => expression.Evaluate(Sample));
            return;
        }

        Assert.Equal(expected, expression.Evaluate(Sample).Text);
    }

    // The secrets, times and codes of RFC 6238 appendix B, whose last six digits these are.
    [Theory]
    [InlineData(59, "287082")]
    [InlineData(1111111109, "081804")]
    [InlineData(20000000000, "353130")]
    public void A_one_time_code_is_that_of_the_standard(long second, string code)
    {
        Function totp = FunctionTable.Find("totp")!;
        Assert.Equal(code, totp.Call(new SampleValues { Now = DateTimeOffset.FromUnixTimeSeconds(second) }, [Value.Of("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ")])!.Value.Text);
    }

    // The token of RFC 7515 appendix A.1 has another header; its key and claims are of the same kind.
    [Fact]
    public void A_token_is_signed_with_its_key()
    {
        using var rsa = RSA.Create(2048);
        Function jwt = FunctionTable.Find("jwt")!;
        string shared = jwt.Call(Sample, [Value.Of("""{"sub":"1234567890"}"""), Value.Of("key")])!.Value.Text;
        string[] parts = jwt.Call(Sample, [Value.Of("""{"sub":"a"}"""), Value.Of(rsa.ExportPkcs8PrivateKeyPem()), Value.Of("RS256")])!.Value.Text.Split('.');

        Assert.Equal("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0", shared[..shared.LastIndexOf('.')]);
        Assert.True(rsa.VerifyData(
            System.Text.Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"),
            System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Null(jwt.Call(Sample, [Value.Of("{}"), Value.Of("no pem"), Value.Of("RS256")]));
        Assert.Null(jwt.Call(Sample, [Value.Of("no claims"), Value.Of("key")]));
    }

    [Fact]
    public void Every_function_is_called_as_its_form_says() => Assert.All(
        FunctionTable.All().Where(f => !f.Form.Contains(" or ", StringComparison.Ordinal) && f.KeyArgument is null),
        f => Assert.True(f.Form.StartsWith($"{f.Name}(", StringComparison.Ordinal) && f.Form.Count(c => c == ',') <= f.MaxArguments, f.Form));
}
