using PerfFunctions.Engine.Plans.K6;
using PerfFunctions.Engine.Plans.Reading.K6;
using PerfFunctions.Load.K6;

namespace PerfFunctions.Load.Tests.K6;

/// <summary><c>crypto</c> of scripts: digests, keys, signatures, ciphers and what is derived.</summary>
public sealed class K6WebCryptoTests
{
    private const string Helpers = """
        import { b64encode } from 'k6/encoding';
        const text = (words) => new Uint8Array(words.split('').map((c) => c.charCodeAt(0)));
        const hex = (bytes) => Array.from(new Uint8Array(bytes)).map((b) => b.toString(16).padStart(2, '0')).join('');
        const bytes = (digits) => new Uint8Array(digits.match(/../g).map((d) => parseInt(d, 16)));
        function same(actual, expected) { if (String(actual) !== String(expected)) throw new Error(`${actual} is not ${expected}`); }
        async function refused(name, work) {
          try { await work(); } catch (error) { same(error.name, name); return error.message; }
          throw new Error(`${name} is missing`);
        }
        """;

    [Theory]
    [InlineData("digests", """
        same(hex(await crypto.subtle.digest('SHA-256', text('abc'))), 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad');
        same(hex(await crypto.subtle.digest({ name: 'sha-1' }, text('abc').buffer)), 'a9993e364706816aba3e25717850c26c9cd0d89d');
        same((await crypto.subtle.digest('SHA-384', text('abc'))).byteLength, 48);
        same((await crypto.subtle.digest('SHA-512', text('xabcx').subarray(1, 4))).byteLength, 64);
        same(hex(await crypto.subtle.digest('SHA-256', text('xabcx').subarray(1, 4))).slice(0, 8), 'ba7816bf');
        await refused('NotSupportedError', () => crypto.subtle.digest('MD5', text('a')));
        await refused('TypeError', () => crypto.subtle.digest('SHA-1', 'a'));
        await refused('OperationError', () => crypto.subtle.digest('SHA-1', new Uint8Array(4000001)));
        """)]
    [InlineData("chance", """
        if (!/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID())) throw new Error('no uuid');
        const some = new Uint32Array(20);
        same(crypto.getRandomValues(some), some);
        if (some.every((n) => n === 0) || new Set(some).size < 15) throw new Error('no chance');
        const part = new Uint8Array(8);
        crypto.getRandomValues(part.subarray(6));
        same(hex(part.subarray(0, 6)), '000000000000');
        await refused('TypeMismatchError', () => crypto.getRandomValues(new Float64Array(1)));
        await refused('QuotaExceededError', () => crypto.getRandomValues(new Uint8Array(65537)));
        """)]
    [InlineData("HMAC", """
        const key = await crypto.subtle.importKey('raw', text('Jefe'), { name: 'HMAC', hash: 'SHA-256' }, true, ['sign', 'verify']);
        const signature = await crypto.subtle.sign('HMAC', key, text('what do ya want for nothing?'));
        same(hex(signature), '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843');
        same(await crypto.subtle.verify('HMAC', key, signature, text('what do ya want for nothing?')), true);
        same(await crypto.subtle.verify('HMAC', key, signature, text('what')), false);
        same(JSON.stringify(await crypto.subtle.exportKey('jwk', key)), '{"kty":"oct","k":"SmVmZQ","alg":"HS256","key_ops":["sign","verify"],"ext":true}');
        same(hex(await crypto.subtle.exportKey('raw', key)), hex(text('Jefe')));
        const made = await crypto.subtle.generateKey({ name: 'HMAC', hash: { name: 'SHA-512' } }, false, ['sign']);
        same([made.type, made.extractable, made.algorithm.length, made.usages], ['secret', false, 1024, ['sign']]);
        await refused('InvalidAccessError', () => crypto.subtle.exportKey('raw', made));
        await refused('InvalidAccessError', () => crypto.subtle.verify('HMAC', made, signature, text('a')));
        await refused('SyntaxError', () => crypto.subtle.generateKey({ name: 'HMAC', hash: 'SHA-1' }, true, ['encrypt']));
        """)]
    [InlineData("AES", """
        const raw = bytes('2b7e151628aed2a6abf7158809cf4f3c');
        const block = bytes('6bc1bee22e409f96e93d7e117393172a');
        const cbc = await crypto.subtle.importKey('raw', raw, 'AES-CBC', true, ['encrypt', 'decrypt']);
        const iv = bytes('000102030405060708090a0b0c0d0e0f');
        const sealed = await crypto.subtle.encrypt({ name: 'AES-CBC', iv }, cbc, block);
        same(hex(sealed).slice(0, 32), '7649abac8119b246cee98e9b12e9197d');
        same(hex(await crypto.subtle.decrypt({ name: 'AES-CBC', iv }, cbc, sealed)), hex(block));
        const ctr = await crypto.subtle.importKey('raw', raw, 'aes-ctr', true, ['encrypt', 'decrypt']);
        const counter = bytes('f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff');
        const two = bytes('6bc1bee22e409f96e93d7e117393172aae2d8a571e03ac9c9eb76fac45af8e51');
        same(hex(await crypto.subtle.encrypt({ name: 'AES-CTR', counter, length: 64 }, ctr, two)), '874d6191b620e3261bef6864990db6ce9806f66b7970fdff8617187bb9fffdff');
        const gcm = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, true, ['encrypt', 'decrypt']);
        const given = { name: 'AES-GCM', iv: crypto.getRandomValues(new Uint8Array(12)), additionalData: text('about') };
        const box = await crypto.subtle.encrypt(given, gcm, text('hello'));
        same(box.byteLength, 21);
        same(hex(await crypto.subtle.decrypt(given, gcm, box)), hex(text('hello')));
        await refused('OperationError', () => crypto.subtle.decrypt({ ...given, additionalData: text('other') }, gcm, box));
        await refused('OperationError', () => crypto.subtle.decrypt(given, gcm, new Uint8Array(3)));
        await refused('OperationError', () => crypto.subtle.encrypt({ name: 'AES-CBC', iv: new Uint8Array(3) }, cbc, block));
        await refused('OperationError', () => crypto.subtle.generateKey({ name: 'AES-CBC', length: 2048 }, true, ['encrypt']));
        same((await crypto.subtle.exportKey('jwk', gcm)).alg, 'A256GCM');
        """)]
    [InlineData("RSA", """
        const given = { modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
        const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: 'RSASSA-PKCS1-v1_5', ...given }, true, ['sign', 'verify']);
        const signature = await crypto.subtle.sign('RSASSA-PKCS1-v1_5', privateKey, text('a'));
        same(await crypto.subtle.verify('RSASSA-PKCS1-v1_5', publicKey, signature, text('a')), true);
        same(await crypto.subtle.verify('RSASSA-PKCS1-v1_5', publicKey, signature, text('b')), false);
        const jwk = await crypto.subtle.exportKey('jwk', privateKey);
        same([jwk.kty, jwk.alg, jwk.e, Object.keys(jwk).length], ['RSA', 'RS256', 'AQAB', 12]);
        const pss = await crypto.subtle.importKey('jwk', jwk, { name: 'RSA-PSS', hash: 'SHA-256' }, false, ['sign']);
        const open = await crypto.subtle.importKey('spki', await crypto.subtle.exportKey('spki', publicKey), { name: 'RSA-PSS', hash: 'SHA-256' }, true, ['verify']);
        const other = await crypto.subtle.sign({ name: 'RSA-PSS', saltLength: 32 }, pss, text('a'));
        same(await crypto.subtle.verify({ name: 'RSA-PSS', saltLength: 32 }, open, other, text('a')), true);
        same(open.algorithm.modulusLength, 2048);
        await refused('NotSupportedError', () => crypto.subtle.sign({ name: 'RSA-PSS', saltLength: 8 }, pss, text('a')));
        const pkcs8 = await crypto.subtle.exportKey('pkcs8', privateKey);
        const oaep = await crypto.subtle.importKey('pkcs8', pkcs8, { name: 'RSA-OAEP', hash: 'SHA-1' }, false, ['decrypt']);
        const sealer = await crypto.subtle.importKey('jwk', await crypto.subtle.exportKey('jwk', publicKey), { name: 'RSA-OAEP', hash: 'SHA-1' }, false, ['encrypt']);
        const sealed = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, sealer, text('secret'));
        same(hex(await crypto.subtle.decrypt('RSA-OAEP', oaep, sealed)), hex(text('secret')));
        await refused('OperationError', () => crypto.subtle.generateKey({ name: 'RSA-PSS', ...given, modulusLength: 16384 }, true, ['sign']));
        await refused('DataError', () => crypto.subtle.importKey('pkcs8', text('nothing'), { name: 'RSA-PSS', hash: 'SHA-1' }, true, ['sign']));
        await refused('DataError', () => crypto.subtle.importKey('jwk', { kty: 'RSA', n: 'a'.repeat(20000), e: 'AQAB' }, { name: 'RSA-PSS', hash: 'SHA-1' }, true, ['verify']));
        await refused('InvalidAccessError', () => crypto.subtle.sign('RSASSA-PKCS1-v1_5', publicKey, text('a')));
        """)]
    [InlineData("elliptic curves", """
        for (const namedCurve of ['P-256', 'P-384', 'P-521']) {
          const { publicKey, privateKey } = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve }, true, ['sign', 'verify']);
          const signature = await crypto.subtle.sign({ name: 'ECDSA', hash: { name: 'SHA-256' } }, privateKey, text('a'));
          const raw = await crypto.subtle.exportKey('raw', publicKey);
          same(signature.byteLength, raw.byteLength - 1);
          const again = await crypto.subtle.importKey('raw', raw, { name: 'ECDSA', namedCurve }, true, ['verify']);
          same(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, again, signature, text('a')), true);
          same(await crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, again, signature, text('b')), false);
          const jwk = await crypto.subtle.exportKey('jwk', privateKey);
          same([jwk.kty, jwk.crv], ['EC', namedCurve]);
          const mine = await crypto.subtle.importKey('jwk', jwk, { name: 'ECDH', namedCurve }, true, ['deriveBits', 'deriveKey']);
          const yours = await crypto.subtle.generateKey({ name: 'ECDH', namedCurve }, true, ['deriveBits']);
          const theirs = await crypto.subtle.importKey('spki', await crypto.subtle.exportKey('spki', publicKey), { name: 'ECDH', namedCurve }, true, []);
          same(hex(await crypto.subtle.deriveBits({ name: 'ECDH', public: yours.publicKey }, mine, 128)), hex(await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, yours.privateKey, 128)));
          same((await crypto.subtle.deriveKey({ name: 'ECDH', public: yours.publicKey }, mine, { name: 'AES-GCM', length: 256 }, true, ['encrypt'])).algorithm.length, 256);
          await refused('DataError', () => crypto.subtle.importKey('raw', new Uint8Array(raw.byteLength).fill(4), { name: 'ECDH', namedCurve }, true, []));
        }
        await refused('NotSupportedError', () => crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-192' }, true, ['sign']));
        """)]
    [InlineData("derivation", """
        const password = await crypto.subtle.importKey('raw', text('password'), 'PBKDF2', false, ['deriveBits', 'deriveKey']);
        const given = { name: 'PBKDF2', hash: 'SHA-1', salt: text('salt'), iterations: 4096 };
        same(hex(await crypto.subtle.deriveBits(given, password, 160)), '4b007901b765489abead49d926f721d065a429c1');
        same((await crypto.subtle.deriveKey(given, password, { name: 'AES-CBC', length: 128 }, false, ['encrypt'])).type, 'secret');
        const hkdf = await crypto.subtle.importKey('raw', bytes('0b'.repeat(22)), 'HKDF', false, ['deriveBits']);
        same(hex(await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: bytes('000102030405060708090a0b0c'), info: bytes('f0f1f2f3f4f5f6f7f8f9') }, hkdf, 336)),
          '3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865');
        same(/1 to 2,000,000/.test(await refused('OperationError', () => crypto.subtle.deriveBits({ ...given, iterations: 1e9 }, password, 160))), true);
        await refused('OperationError', () => crypto.subtle.deriveBits({ ...given, iterations: 1e6 }, password, 8000));
        await refused('OperationError', () => crypto.subtle.deriveBits(given, password, 80000));
        """)]
    public async Task It_does_as_the_specification_says(string subject, string body)
    {
        K6Outcome result = await K6Driver.RunAsync($"{Helpers}\nexport default async function () {{\n{body}\n}}", "users: { count: 1, iterations: 1, for: 30s }");
        Assert.True(result.Errors("iterations").Count == 0, $"{subject}: {string.Join('\n', result.Errors("iterations").Keys)}");
    }

    [Fact]
    public async Task The_module_exports_it_and_a_failure_has_its_line_and_keys_are_made_while_other_users_go_on()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            import http from 'k6/http';
            import { crypto as own } from 'k6/experimental/webcrypto';
            export default async function () {
              if (own !== crypto) throw new Error('another');
              if (__VU === 2) { http.get(`${__ENV.BASE_URL}/ok?other`); return; }
              const given = { name: 'RSA-PSS', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' };
              const made = await Promise.all([own.subtle.generateKey(given, true, ['sign']), own.subtle.generateKey(given, true, ['sign'])]);
              http.get(`${__ENV.BASE_URL}/ok?${made.length}`);
              await own.subtle.digest('MD5', new Uint8Array(1));
            }
            """,
            "users: { count: 2, iterations: 1, for: 30s }");
        Assert.Equal("script.js line 9: NotSupportedError: 'MD5' cannot be used here", Assert.Single(result.Errors("iterations")).Key);
        Assert.Equal(["/ok?2", "/ok?other"], result.Received.Select(r => r.Path).Order());
    }

    [Fact]
    public async Task Too_many_keys_at_once_end_the_iteration()
    {
        K6Outcome result = await K6Driver.RunAsync(
            """
            export default async function () {
              for (;;) crypto.subtle.generateKey({ name: 'RSA-PSS', modulusLength: 1024, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }, true, ['sign']);
            }
            """,
            "users: { count: 1, iterations: 1, for: 30s }");
        Assert.Equal("script.js: makes or derives more than 20 keys at once", Assert.Single(result.Errors("iterations")).Key);
    }

    [Theory]
    [InlineData("export default () => {}", false)]
    [InlineData("import crypto from 'k6/crypto'; export default () => crypto.sha256('a', 'hex')", false)]
    [InlineData("const { randomUUID } = crypto; export default () => randomUUID()", true)]
    public void A_script_that_does_not_use_it_does_not_load_it(string script, bool loads)
    {
        K6Script? parsed = K6Reader.Parse(script, "script.js", new Dictionary<string, string>(), out _);
        Assert.Equal(loads, K6Modules.ReachedBy(parsed!).Contains("k6/experimental/webcrypto"));
    }
}
