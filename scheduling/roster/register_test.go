package roster

import (
	"testing"

	"pgregory.net/rapid"
)

func TestARegisterNumbersStatesAsAMapDoes(t *testing.T) {
	r := &register{slots: make([]slot, 4)}
	rapid.Check(t, func(rt *rapid.T) {
		for range rapid.IntRange(1, 4).Draw(rt, "layers") {
			r.empty(rapid.IntRange(1, 300).Draw(rt, "states"))
			known := map[legal]int32{}
			for _, state := range rapid.SliceOfN(rapid.Custom(drawLegal), 0, 3000).Draw(rt, "states met") {
				next := int32(len(known))
				q, met := r.number(state.key(), next)
				want, ok := known[state]
				if !ok {
					want, known[state] = next, next
				}
				if met != ok || q != want {
					rt.Fatalf("%+v has number %d, met %t; want %d, %t", state, q, met, want, ok)
				}
			}
		}
	})
}

// drawLegal draws a state from few, so that some are met again.
func drawLegal(rt *rapid.T) legal {
	small := rapid.IntRange(0, 2)
	l := legal{run: int16(small.Draw(rt, "run") - 1), free: small.Draw(rt, "free") == 0, saturday: small.Draw(rt, "saturday") == 0,
		weekDays: uint8(small.Draw(rt, "days")), weekends: uint8(small.Draw(rt, "weekends")), shifts: uint16(small.Draw(rt, "shifts")),
		weekMin: int32(240 * small.Draw(rt, "week")), minutes: int32(100_000 * small.Draw(rt, "minutes"))}
	l.caps[rapid.IntRange(0, countedCaps-1).Draw(rt, "cap")] = uint16(300 * small.Draw(rt, "used"))
	return l
}

func TestARegisterForgetsWhenItsStampsHaveGoneRound(t *testing.T) {
	r := &register{slots: make([]slot, 1024)}
	state := legal{minutes: 480}
	r.empty(1)
	r.number(state.key(), 0)
	r.epoch = ^uint32(0)
	if r.empty(1); r.epoch != 1 {
		t.Fatalf("epoch %d; want 1", r.epoch)
	}
	if _, met := r.number(state.key(), 7); met {
		t.Error("a state of long ago is met; want it forgotten")
	}
}
