package benchmark

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/muster-wfm/muster/scheduling/design"
)

func TestTry(t *testing.T) {
	var files []string
	filepath.Walk("/work/shared/data/rostering/shift-design", func(p string, _ os.FileInfo, _ error) error {
		if strings.HasSuffix(p, ".dzn") && strings.Contains(p, os.Getenv("ONLY")) {
			files = append(files, p)
		}
		return nil
	})
	for _, f := range files {
		file, _ := os.Open(f)
		p, err := ReadShiftDesign(file)
		if err != nil {
			t.Error(f, err)
			continue
		}
		begin := time.Now()
		r, err := design.Search(context.Background(), p, design.Settings{Seed: uint64(seed()), Iterations: iters()})
		if err != nil {
			t.Error(f, err)
			continue
		}
		c := r.Cost
		fmt.Printf("%-22s cost %7.0f bound %7.0f under %5.0f over %5.0f shifts %d duties %.2f broken %v  %.1fs\n", filepath.Base(f), c.Total(), r.Bound, c.UnderMinutes, c.OverMinutes, len(r.Shifts), c.DutiesPerWeek, c.Broken, time.Since(begin).Seconds())
	}
}

func seed() int  { var n int; fmt.Sscan(os.Getenv("SEED"), &n); return n }
func iters() int { var n int; fmt.Sscan(os.Getenv("ITERS"), &n); return n }
