namespace PerfFunctions.Load.Tests.K6;

/// <summary>Scripts that look at pages, fill in their forms and follow their links.</summary>
public sealed class K6HtmlTests
{
    private const string Page = """
        <html><body><ul id=list><li class=a data-count=3 data-of-it='{"x":[1]}'>one<li class="a b"><b>two</b><li>three</ul>
        <p>after</p><select multiple><option selected>1<option selected>2</select></body></html>
        """;

    [Theory]
    [InlineData("doc.find('li').size()", "3")]
    [InlineData("doc.find('ul > li.a + li b, p').text()", "twoafter")]
    [InlineData("doc.find('li:not(.b):has(b), li:contains(\"thr\"), li:nth-child(2)').map((i, el) => i + el.text())", "0two,1three")]
    [InlineData("doc.find('li ~ li').first().html()", "<b>two</b>")]
    [InlineData("doc.find('li').eq(-1).text() + doc.find('li').last().text() + doc.find('li').slice(1, 2).text()", "threethreetwo")]
    [InlineData("[doc.find('li').attr('class'), doc.find('li').attr('id'), doc.find('li').attr('id', 'none')]", "a,,none")]
    [InlineData("[doc.find('li').data('count') + 1, doc.find('li').data('of-it').x[0], doc.find('li').data().ofIt.x.length]", "4,1,1")]
    [InlineData("doc.find('li').filter('.a').not('.b').text() + doc.find('li').filter((i, el) => i === 2).text()", "onethree")]
    [InlineData("[doc.find('b').closest('li').attr('class'), doc.find('b').parent().is('.b'), doc.find('li').has('b').size()]", "a b,true,1")]
    [InlineData("doc.find('b').parents().toArray().map((p) => p.get(0).nodeName())", "li,ul,body,html")]
    [InlineData("doc.find('b').parentsUntil('body', 'ul').attr('id')", "list")]
    [InlineData("[doc.find('.b').next().text(), doc.find('.b').prev().text(), doc.find('.a').nextAll().size(), doc.find('li').last().prevUntil('.a').size()]", "three,one,2,0")]
    [InlineData("[doc.find('ul').children('.a').size(), doc.find('.b').contents().size(), doc.find('p').add('b').text()]", "2,1,aftertwo")]
    [InlineData("[...doc.find('select').val(), doc.find('option').first().val()]", "1,2,1")]
    [InlineData("(() => { const all = []; doc.find('li').each((i, el) => all.push(`${i}${el.nodeName()}${el.className()}`)); return all; })()", "0lia,1lia b,2li")]
    [InlineData("doc.find('ul').get(0).querySelectorAll('b')[0].parentElement().getAttribute('class')", "a b")]
    [InlineData("doc.find('li:nth-last-child(1)').get(0).previousElementSibling().firstChild().innerHTML()", "two")]
    public async Task A_page_is_looked_at_by_selectors(string look, string seen) => Assert.Empty((await RunAsync(
        $$"""
        const doc = parseHTML(`{{Page}}`);
        const seen = String({{look}});
        if (seen !== '{{seen}}') fail(`saw ${seen}`);
        """)).Errors("iterations"));

    [Fact]
    public async Task Forms_are_sent_and_links_followed_as_a_browser_would()
    {
        K6Outcome result = await RunAsync(
            """
            const page = http.get(`${__ENV.BASE_URL}/shop/form`);
            const named = { tags: { name: 'followed' } };
            const sold = page.submitForm({ formSelector: '#buy', fields: { mail: 'a@b.c' }, params: named });
            if (sold.status !== 200 || sold.body !== 'fine') fail(`sold ${sold.status}`);
            page.submitForm({ formSelector: '#search', fields: { q: 'red shoes' } });
            if (page.clickLink().status !== 200) fail('link');
            page.clickLink({ selector: 'a', params: named })
            const texts = page.html('a').map((i, link) => http.get(`${__ENV.BASE_URL}/ok?${i}${link.text()}`, named).body);
            if (String(texts) !== 'fine') fail(`texts ${texts}`);
            if (page.html('#buy').serialize() !== 'token=a%26b&mail=&news=on&size=m&note=as+is') fail(page.html('#buy').serialize());
            """);
        Assert.Empty(result.Errors("iterations"));
        Assert.Equal(["/shop/form", "/ok?sold", "/ok?q=red+shoes", "/ok?followed", "/ok?followed", "/ok?0next"], result.Received.Select(r => r.Path));
        Assert.Equal("token=a%26b&mail=a%40b.c&news=on&size=m&note=as+is&act=pay", result.Received[1].Body);
        Assert.Equal((3, 0), result.Counts("request.followed"));
        Assert.Equal((2, 0), result.Counts("request.other-requests"));
    }

    [Theory]
    [InlineData("parseHTML('<p>').find('p[')", "script.js line 5: Error: 'p.' is not a CSS selector")]
    [InlineData("parseHTML('<p>').find('p:slotted(a)')", "script.js line 5: Error: :slotted.a. is not supported in a selector")]
    [InlineData("http.get(`${__ENV.BASE_URL}/ok`).submitForm()", "script.js line 5: Error: no form 'form' in the response of http://")]
    [InlineData("http.get(`${__ENV.BASE_URL}/ok`).clickLink({ selector: '#x' })", "script.js line 5: Error: no link '#x' in the response of http://")]
    [InlineData("parseHTML('<i>'.repeat(600))", "script.js: reads a page as HTML that is nested more than 500 levels deep")]
    [InlineData("parseHTML('<p>a</p>'.repeat(40000))", "script.js: (reads a page of more than 30,000 elements as HTML|needs .*|takes .*)")]
    [InlineData("parseHTML('<b><i></b>'.repeat(30000))", "script.js: (reads|needs|takes) .*")]
    [InlineData("parseHTML('<p>a</p>'.repeat(9000)).find('b ~ p')", "script.js: (needs|takes) .*")]
    public async Task What_cannot_be_looked_at_fails_the_iteration(string look, string failure) =>
        Assert.Matches($"^{failure}", Assert.Single((await RunAsync(look)).Errors("iterations")).Key);

    private static Task<K6Outcome> RunAsync(string body) => K6Driver.RunAsync(
        $$"""
        import http from 'k6/http';
        import { fail } from 'k6';
        import { parseHTML } from 'k6/html';
        export default function () {
        {{body}}
        }
        """,
        "users: { count: 1, iterations: 1, for: 30s }");
}
