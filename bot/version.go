package main

import (
	"cmp"
	"runtime/debug"
)

// buildVersion and buildRevision are set by the linker where the build has no
// repository beside it, as in a container: -X main.buildVersion=…
var buildVersion, buildRevision string

// programVersion is the release that this program is of.
func programVersion() string {
	if info, ok := debug.ReadBuildInfo(); buildVersion == "" && ok {
		return cmp.Or(info.Main.Version, "(devel)")
	}
	return cmp.Or(buildVersion, "(devel)")
}

// programRevision is the commit that it was built from.
func programRevision() string {
	if buildRevision != "" {
		return buildRevision
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == "vcs.revision" {
				return s.Value
			}
		}
	}
	return "unknown"
}
