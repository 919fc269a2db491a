package demo

import (
	"testing"

	"github.com/muster-wfm/muster/workforce/grid"
)

func TestPartnersGrowWithTheCentre(t *testing.T) {
	answered := func(size int) int64 {
		counted, _, err := PartnerPast(Partner{Code: "K", QueueID: 1, Zone: "Asia/Shanghai", Today: grid.Date{Year: 2026, Month: 11, Day: 16}, Size: size}, 1)
		if err != nil {
			t.Fatal(err)
		}
		sum := int64(0)
		for _, r := range counted {
			sum += r.Counts["answered"]
		}
		return sum
	}
	usual := answered(DefaultSize)
	if small := answered(60); small != usual {
		t.Errorf("60 people: %d answered, want the %d of the usual centre", small, usual)
	}
	if large := answered(10 * DefaultSize); large < 9*usual || large > 11*usual {
		t.Errorf("ten times the people: %d answered, want about ten times %d", large, usual)
	}
}
