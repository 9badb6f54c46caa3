using System.Text.Json.Nodes;

namespace SipTrace.Tests.Commands;

/// <summary>Every capture of the laboratory with ICE: what was set up and happened there, against what <c>siptrace ice</c> finds.</summary>
public class IceLabTest(ITestOutputHelper output)
{
    public static TheoryData<string> Captures => [.. IceLab.Rows.Select(row => row[0])];

    [Theory]
    [MemberData(nameof(Captures))]
    public void Outcome_selected_pair_media_and_NATs_are_as_they_were(string capture)
    {
        var row = IceLab.Rows.Single(row => row[0] == capture);
        var ice = IceLab.Ice(capture);
        var sessions = ice["sessions"]!.AsArray();
        string[] got =
        [
            string.Join(" | ", sessions.Select(session => (string?)session!["outcome"])),
            string.Join(" | ", sessions.Select(session => Selected(session!))),
            string.Join(" | ", sessions.Select(session => (bool?)session!["media_followed_selection"] switch { true => "yes", false => "no", null => "-" })),
            OrNone(string.Join("; ", ice["nat"]!.AsArray().Select(nat => $"{(string?)nat!["host"]} {Kind(nat)}"))),
        ];
        output.WriteLine($"scenario: {row[1]}\nexpected: {string.Join(", ", row[2..])}\ngot:      {string.Join(", ", got)}");

        Assert.Equal(row[2..], got);
    }

    private static string Selected(JsonNode session) => OrNone(string.Join("; ", session["selected"]!.AsArray().Select(pair =>
        $"{(int?)pair!["component"]}: {(string?)pair["offerer"]} {(string?)pair["offerer_type"] ?? "?"} - {(string?)pair["answerer"]} {(string?)pair["answerer_type"] ?? "?"}")));

    private static string Kind(JsonNode nat) => (string?)nat["classic"] ?? (string?)nat["mapping"] switch
    {
        "none" => "none",
        "unknown" => "unknown",
        _ => "not symmetric",
    };

    private static string OrNone(string text) => text.Length == 0 ? "-" : text;
}
