using PerfFunctions.Benchmarks.Peers;

namespace PerfFunctions.Benchmarks.Target;

/// <summary>nginx as a target: one process, connections that are never closed, nothing written to disk.</summary>
internal static class NginxConfig
{
    /// <summary>The program.</summary>
    public const string Program = "nginx";

    /// <summary>Writes the configuration into a folder.</summary>
    /// <returns>How it is started.</returns>
    public static Launch Write(string folder, int port, Wire wire)
    {
        string path = Path.Combine(folder, "nginx.conf");
        File.WriteAllText(path, Text(port, wire == Wire.Clear ? "" : wire == Wire.Http2 ? "ssl http2 " : "ssl "));
        return new(Program, ["-e", "stderr", "-p", folder, "-c", path]);
    }

    // All paths are below the folder, because the standard ones are root's.
    private static string Text(int port, string options) => $$"""
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr emerg;
        events { worker_connections 32768; }
        http {
            access_log off;
            keepalive_requests 2000000000;
            keepalive_timeout 1h;
            client_body_temp_path body;
            proxy_temp_path proxy;
            fastcgi_temp_path fastcgi;
            uwsgi_temp_path uwsgi;
            scgi_temp_path scgi;
            server {
                listen 127.0.0.1:{{port}} {{options}}backlog=65535;
                {{(options.Length > 0 ? $"ssl_certificate {ServerCertificate.CertificateIn(".")}; ssl_certificate_key {ServerCertificate.KeyIn(".")}; ssl_protocols TLSv1.3;" : "")}}
                location /json { default_type application/json; return 200 '{{Answer.Json}}'; }
                location / { default_type text/plain; return 200 "{{Answer.Text}}"; }
            }
        }
        """;
}
