package storage

// DeleteUser erases every row of the person and tells how many went, by table.
func (tx *Tx) DeleteUser(id int64) (map[string]int64, error) {
	tx.first = nil
	deleted := map[string]int64{}
	for _, t := range tables {
		if !t.ofPerson() {
			continue
		}
		n, err := tx.exec("deleting from "+t.name, "DELETE FROM "+t.name+" WHERE user_id = $1", id)
		if err != nil {
			return nil, err
		}
		deleted[t.name] = n
	}
	return deleted, nil
}
