using SipTrace.Capture.Live;
using SipTrace.Output;

namespace SipTrace.Commands;

/// <summary><c>siptrace devices</c>: what can be captured from, and what keeps us from it.</summary>
internal static class DevicesCommand
{
    /// <summary>The command.</summary>
    public static readonly Verb Verb = new("devices", "the devices to capture from, and what right is missing", ["table", "json", "ndjson", "csv"],
        ["siptrace devices"], Run)
    {
        NeedsInput = false,
    };

    private static Column<NetworkDevice>[] Columns =>
    [
        new("name", device => Cell.Of(device.Name)) { Heading = "DEVICE" },
        new("state", device => Cell.Of(device.IsUp ? "up" : "down")) { Heading = "STATE", Ink = device => device.IsUp ? Ink.Good : Ink.Plain },
        new("addresses", device => Cell.Of(string.Join(' ', device.Addresses))) { Heading = "ADDRESSES", Json = (json, device) => JsonText.Write(json, device.Addresses) },
        new("description", device => Cell.Of(device.Description)) { Heading = "DESCRIPTION" },
        new("problem", device => Cell.Of(device.Problem)) { Heading = "PROBLEM", Ink = _ => Ink.Bad },
    ];

    private static int Run(Job job)
    {
        var devices = NetworkDevice.List();
        switch (job.Format)
        {
            case "table":
                Table.Write(job.Text, devices, Columns, job.Clock, job.Palette, job.TableWidth);
                break;
            case "csv":
                Csv.Write(job.Text, devices, Columns);
                break;
            default:
                using (var json = new JsonOutput(job.World.Output, job.Format == "ndjson")) json.List("devices", "device", devices, Columns);
                break;
        }
        return 0;
    }
}
