package history

import (
	"testing"
	"time"
	_ "time/tzdata"

	"pgregory.net/rapid"
)

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return loc
}

func wallOf(t testing.TB, text string) int64 {
	t.Helper()
	at, err := time.Parse("2006-01-02 15:04", text)
	if err != nil {
		t.Fatal(err)
	}
	return at.Unix()
}

func TestWallTimesAroundClockChanges(t *testing.T) {
	cases := []struct {
		zone, wall string
		want       meaning
		first      string
	}{
		{"Europe/London", "2026-03-29 00:30", once, "2026-03-29T00:30:00Z"},
		{"Europe/London", "2026-03-29 01:30", skipped, ""},
		{"Europe/London", "2026-03-29 02:00", once, "2026-03-29T01:00:00Z"},
		{"Europe/London", "2026-10-25 00:30", once, "2026-10-24T23:30:00Z"},
		{"Europe/London", "2026-10-25 01:30", twice, "2026-10-25T00:30:00Z"},
		{"Europe/London", "2026-10-25 02:00", once, "2026-10-25T02:00:00Z"},
		{"America/Santiago", "2026-09-06 00:30", skipped, ""},
		{"America/Santiago", "2026-04-04 23:30", twice, "2026-04-05T02:30:00Z"},
		{"Australia/Lord_Howe", "2026-04-05 01:45", twice, "2026-04-04T14:45:00Z"},
		{"Asia/Shanghai", "2026-03-29 01:30", once, "2026-03-28T17:30:00Z"},
		{"UTC", "2026-03-29 01:30", once, "2026-03-29T01:30:00Z"},
	}
	for _, c := range cases {
		clock := clock{loc: zone(t, c.zone)}
		first, second, got := clock.resolve(wallOf(t, c.wall))
		if got != c.want {
			t.Errorf("%s %s: meaning %d, want %d", c.zone, c.wall, got, c.want)
			continue
		}
		if got != skipped && time.Unix(first, 0).UTC().Format(time.RFC3339) != c.first {
			t.Errorf("%s %s = %s, want %s", c.zone, c.wall, time.Unix(first, 0).UTC().Format(time.RFC3339), c.first)
		}
		if got == twice && second <= first {
			t.Errorf("%s %s: second occurrence %d is not after the first %d", c.zone, c.wall, second, first)
		}
	}
}

// The clock must find exactly the instants whose wall time is the one asked
// for, whatever it has remembered from earlier questions.
func TestClockFindsEveryInstantOfAWallTime(t *testing.T) {
	zones := []*time.Location{zone(t, "Europe/London"), zone(t, "America/Santiago"), zone(t, "Australia/Lord_Howe"), zone(t, "Africa/Casablanca"), zone(t, "Asia/Shanghai"), zone(t, "America/New_York"), zone(t, "Pacific/Apia")}
	rapid.Check(t, func(rt *rapid.T) {
		loc := rapid.SampledFrom(zones).Draw(rt, "zone")
		clock := clock{loc: loc}
		base := rapid.Int64Range(20*365, 80*365).Draw(rt, "day") * 86400
		for _, step := range rapid.SliceOfN(rapid.Int64Range(-400*48, 400*48), 1, 40).Draw(rt, "steps") {
			wall := base + step*1800
			var want []int64
			for at := wall - guard; at <= wall+guard; at += 1800 {
				if at+offsetAt(loc, at) == wall {
					want = append(want, at)
				}
			}
			first, second, m := clock.resolve(wall)
			got := map[meaning][]int64{skipped: nil, once: {first}, twice: {first, second}}[m]
			if len(got) != len(want) || len(want) > 0 && got[0] != want[0] || len(want) > 1 && got[1] != want[1] {
				rt.Fatalf("%s wall %s: got %v, want %v", loc, time.Unix(wall, 0).UTC().Format(time.DateTime), got, want)
			}
		}
	})
}
