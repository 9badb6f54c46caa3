namespace SipTrace.Capture.Live;

/// <summary>The rights of this process.</summary>
public static unsafe class Privileges
{
    private const int KeepCapabilities = 8;                     // PR_SET_KEEPCAPS
    private const uint CapabilityVersion3 = 0x20080522;
    private const uint NetRaw = 1u << 13;

    /// <summary>Becomes another user for good. On Linux the calling thread, and those it starts, may still open devices that went away and
    /// came back (cap_net_raw); nothing else of the old rights is left.</summary>
    /// <exception cref="UserError">There is no such user, or this one may not become him.</exception>
    public static void Drop(string user)
    {
        if (OperatingSystem.IsWindows()) throw new UserError("--user: not to be had on Windows");
        var entry = LibC.FindUser(user);
        if (entry == null) throw new UserError($"--user {user}: there is no such user");
        var (userId, groupId) = (entry->User, entry->Group);
        if (LibC.UserId() == userId) return;
        if (OperatingSystem.IsLinux()) LibC.Control(KeepCapabilities, 1, 0, 0, 0);
        if (LibC.InitGroups(user, groupId) != 0 || LibC.SetGroup(groupId) != 0 || LibC.SetUser(userId) != 0)
        {
            throw new UserError($"--user {user}: only root can become another user", "start siptrace with sudo, or leave out --user");
        }
        if (OperatingSystem.IsLinux()) KeepOnlyNetRaw();
    }

    private static void KeepOnlyNetRaw()
    {
        var head = new LibC.CapabilityHead { Version = CapabilityVersion3 };
        var sets = stackalloc LibC.CapabilitySet[2];
        sets[0] = new LibC.CapabilitySet { Effective = NetRaw, Permitted = NetRaw };
        sets[1] = default;
        if (LibC.SetCapabilities(&head, sets) == 0) return;
        sets[0] = default;
        LibC.SetCapabilities(&head, sets);
    }
}
