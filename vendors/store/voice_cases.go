package store

import (
	"context"
	"time"

	"github.com/muster-wfm/muster/internal/auth"
	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/vendors"
)

// VoiceCases counts customers by reason: those of whose contacts one is open are unsolved;
// of the others those who came more than once, or whose contact was reopened, recovered.
func (s *Voice) VoiceCases(ctx context.Context, scope auth.Scope, q vendors.VoiceQuery, now time.Time) ([]vendors.VoiceCase, error) {
	const told, open, many = "(solved_s IS NOT NULL OR status <> '')", "solved_s IS NULL", "SUM(reopens) > 0 OR COUNT(*) > 1"
	customers := s.heard(ctx, scope, s.db.ReadAs(ctx, scope).Table("voice_contacts"), q).
		Where(told+" AND (solved_s IS NOT NULL OR at <= ?)", database.At(now.Add(-24*time.Hour))).
		Group("reason_id, CASE WHEN customer <> '' THEN customer ELSE 'contact ' || CAST(id AS text) END").
		Select("reason_id, MAX(CASE WHEN " + open + " THEN 1 ELSE 0 END) AS unsolved, CASE WHEN " + many + " THEN 1 ELSE 0 END AS back")
	var out []vendors.VoiceCase
	err := s.db.ReadAs(ctx, scope).Table("(?) AS customers", customers).Group("reason_id").Order("reason_id").
		Select("reason_id, COUNT(*) AS cases, SUM(1 - unsolved) AS solved, SUM((1 - unsolved) * back) AS recovered, SUM(unsolved) AS unsolved").Find(&out).Error
	return out, err
}
