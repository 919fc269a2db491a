package store

import (
	"slices"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/auth"
)

// userNames finds what users are called. Who does not exist, as the system, has
// no name.
func userNames(query *gorm.DB, scope auth.Scope, ids []int64) (map[int64]string, error) {
	slices.Sort(ids)
	ids = slices.DeleteFunc(slices.Compact(ids), func(id int64) bool { return id == 0 })
	names := make(map[int64]string, len(ids))
	for batch := range slices.Chunk(ids, 500) {
		var rows []struct {
			ID   int64
			Name string
		}
		if err := query.Table("users").Select("id", "name").Where("tenant_id = ? AND id IN ?", scope.Tenant(), batch).Find(&rows).Error; err != nil {
			return names, err
		}
		for _, row := range rows {
			names[row.ID] = row.Name
		}
	}
	return names, nil
}
