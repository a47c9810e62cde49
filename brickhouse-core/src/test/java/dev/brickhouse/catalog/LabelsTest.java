package dev.brickhouse.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LabelsTest {

    @ParameterizedTest
    @EnumSource
    void findsEveryStoreTypeByItsLabel(StoreType type) {
        assertThat(StoreType.fromLabel(type.label())).isEqualTo(type);
        assertThat(type.label()).isEqualToIgnoringCase(type.name());
    }

    @ParameterizedTest
    @EnumSource
    void findsEveryUserRoleByItsLabel(UserRole role) {
        assertThat(UserRole.fromLabel(role.label())).isEqualTo(role);
    }

    @Test
    void labelsAsTheOriginalDatabaseDoes() {
        assertThat(StoreType.WAREHOUSE.label()).isEqualTo("Warehouse");
        assertThat(UserRole.STORE_MANAGER.label()).isEqualTo("store_manager");
        assertThat(UserRole.REGIONAL_MANAGER.label()).isEqualTo("regional_manager");
    }

    @Test
    void namesTheChoicesWhenALabelIsUnknown() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreType.fromLabel("urban"))
                .withMessage("store_type 'urban' is not one of"
                        + " Warehouse, Urban, Tourist, Business, Suburban, Shopping, Entertainment");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> UserRole.fromLabel("owner"))
                .withMessage("role 'owner' is not one of store_manager, regional_manager");
    }
}
