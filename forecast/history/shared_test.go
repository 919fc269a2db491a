package history

import (
	"os"
	"path/filepath"
	"testing"
)

// sharedFile opens a public data set read in place; see docs/importing.md.
func sharedFile(t *testing.T, name string) *os.File {
	t.Helper()
	root := os.Getenv("MUSTER_SHARED")
	if root == "" {
		dir, err := os.Getwd()
		for err == nil && dir != filepath.Dir(dir) {
			if _, missing := os.Stat(filepath.Join(dir, "go.mod")); missing == nil {
				break
			}
			dir = filepath.Dir(dir)
		}
		root = filepath.Join(dir, "..", "shared")
	}
	file, err := os.Open(filepath.Join(root, "data", "forecast", name))
	if os.IsNotExist(err) {
		t.Skipf("the public data set %s is not on this machine (set MUSTER_SHARED)", name)
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = file.Close() })
	return file
}

// The number of rows is the data sets' own documentation (its README).
func TestPublicDataSetsAreReadUnmodified(t *testing.T) {
	cases := []struct {
		file, zone    string
		queue         string
		rows, minutes int
		queues        int
	}{
		{"bank_calls_30min.csv.gz", "America/New_York", "bank", 4592, 30, 1},
		{"bank_calls_5min.csv.gz", "America/New_York", "bank", 27716, 5, 1},
		{"anonymous_bank_30min_by_queue_aht.csv.gz", "Etc/GMT-2", "", 30240, 30, 7},
	}
	for _, c := range cases {
		s, err := Open(sharedFile(t, c.file), -1, c.file)
		if err != nil {
			t.Fatal(err)
		}
		m := s.Recognised.Mapping
		if m.IntervalMin != c.minutes {
			t.Errorf("%s: intervals of %d minutes were recognised, want %d", c.file, m.IntervalMin, c.minutes)
		}
		m.Zone, m.Queue = c.zone, c.queue
		rows := 0
		for _, err := range s.Rows(m) {
			if err != nil {
				t.Fatal(err)
			}
			rows++
		}
		if rows != c.rows || len(s.Queues()) != c.queues {
			t.Errorf("%s: %d rows of %d queues, want %d of %d", c.file, rows, len(s.Queues()), c.rows, c.queues)
		}
	}
}
